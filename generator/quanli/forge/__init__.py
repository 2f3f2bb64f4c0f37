"""What runs around a site's repository and in front of its pages, written from the site's own data: pipelines, owners of files, hooks, web servers."""
